"""Deciding on findings: a local server that shows a document beside its findings and keeps what people decide.

``case.py`` says which files are one document, ``desk.py`` is one that is being decided on; ``queue.py``, ``perform.py``
and ``original.py`` make what the page shows of it; ``pictures.py`` draws pages in a process of their own; ``guard.py``
and ``server.py`` talk to the browser; ``archive*.py`` do the same over the results of a batch run.
"""
