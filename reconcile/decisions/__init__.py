"""What people decided on findings: lines that are only ever added, and what they amount to.

``lines.py`` is one line and how it is written, ``trail.py`` the file, ``standing.py`` what the lines say of a finding
of today's draft, ``signing.py`` what stands in the way of a signature. Nothing here knows of pages or servers.
"""
