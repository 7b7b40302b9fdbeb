"""The few pdfium functions that the reader needs, bound once with plain addresses.

pypdfium2's raw functions check and convert each argument; a page takes thousands of calls, so they are bound again
here to take handles and buffer addresses as integers. The few that are called for every character and object are bound
without kinds of arguments (``_bind_bare``): they take numbers for numbers, and for addresses a `Handle` or what
`reference` and `Buffer.reference` made beforehand, which halves the cost of a call. Nothing outside this package sees a
handle, and everything untyped stays in this module.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as raw

_HANDLE = ctypes.c_void_p
_INT = ctypes.c_int

TEXT, PATH, PICTURE, SHADING, FORM = 1, 2, 3, 4, 5  # kinds of page objects
HIDDEN = 3  # the render mode of text that is neither filled nor stroked
MOVE_TO = 2  # the kind of path segment that begins a subpath


def _bind(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(getattr(raw, name), _HANDLE).value
    assert address is not None
    return ctypes.CFUNCTYPE(result, *arguments)(address)


class Handle(_HANDLE):
    """A handle that ``_bind_bare`` functions give and take; ``value`` is its number."""


def _bind_bare(name: str, result: Any = _INT) -> Callable[..., Any]:
    address = ctypes.cast(getattr(raw, name), _HANDLE).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result)(address)


def reference(handle: int) -> Any:
    """A handle as ``_bind_bare`` functions take it."""
    return ctypes.byref(ctypes.c_char.from_address(handle))


load_page = _bind("FPDF_LoadPage", _HANDLE, _HANDLE, _INT)
close_page = _bind("FPDF_ClosePage", None, _HANDLE)
page_box = _bind("FPDF_GetPageBoundingBox", _INT, _HANDLE, _HANDLE)
page_rotation = _bind("FPDFPage_GetRotation", _INT, _HANDLE)

load_text = _bind("FPDFText_LoadPage", _HANDLE, _HANDLE)
close_text = _bind("FPDFText_ClosePage", None, _HANDLE)
count_chars = _bind("FPDFText_CountChars", _INT, _HANDLE)
get_text = _bind("FPDFText_GetText", _INT, _HANDLE, _INT, _INT, _HANDLE)
char_code = _bind("FPDFText_GetUnicode", ctypes.c_uint, _HANDLE, _INT)
char_box = _bind_bare("FPDFText_GetCharBox")
char_origin = _bind_bare("FPDFText_GetCharOrigin")
char_matrix = _bind("FPDFText_GetMatrix", _INT, _HANDLE, _INT, _HANDLE)
char_unknown = _bind("FPDFText_HasUnicodeMapError", _INT, _HANDLE, _INT)
char_object = _bind("FPDFText_GetTextObject", _HANDLE, _HANDLE, _INT)
object_font = _bind("FPDFTextObj_GetFont", _HANDLE, _HANDLE)
font_size = _bind("FPDFTextObj_GetFontSize", _INT, _HANDLE, _HANDLE)
is_embedded = _bind("FPDFFont_GetIsEmbedded", _INT, _HANDLE)
glyph_width = _bind("FPDFFont_GetGlyphWidth", _INT, _HANDLE, ctypes.c_uint, ctypes.c_float, _HANDLE)

child_of_page = _bind_bare("FPDFPage_GetObject", Handle)
kind_of = _bind_bare("FPDFPageObj_GetType")
colour_of = _bind_bare("FPDFPageObj_GetFillColor")
mode_of = _bind_bare("FPDFTextObj_GetTextRenderMode")
font_of = _bind_bare("FPDFTextObj_GetFont", _HANDLE)
segment_of = _bind_bare("FPDFPath_GetPathSegment", Handle)
point_of = _bind_bare("FPDFPathSegment_GetPoint")
kind_of_segment = _bind_bare("FPDFPathSegment_GetType")
closes = _bind_bare("FPDFPathSegment_GetClose")

fill_colour = _bind("FPDFPageObj_GetFillColor", _INT, _HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE)
stroke_colour = _bind("FPDFPageObj_GetStrokeColor", _INT, _HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE)
stroke_width = _bind("FPDFPageObj_GetStrokeWidth", _INT, _HANDLE, _HANDLE)
is_transparent = _bind("FPDFPageObj_HasTransparency", _INT, _HANDLE)

count_objects = _bind("FPDFPage_CountObjects", _INT, _HANDLE)
object_matrix = _bind("FPDFPageObj_GetMatrix", _INT, _HANDLE, _HANDLE)
object_bounds = _bind("FPDFPageObj_GetBounds", _INT, _HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE)
form_count = _bind("FPDFFormObj_CountObjects", _INT, _HANDLE)
form_object = _bind("FPDFFormObj_GetObject", Handle, _HANDLE, ctypes.c_ulong)

draw_mode = _bind("FPDFPath_GetDrawMode", _INT, _HANDLE, _HANDLE, _HANDLE)
count_segments = _bind("FPDFPath_CountSegments", _INT, _HANDLE)
segment_point = _bind("FPDFPathSegment_GetPoint", _INT, _HANDLE, _HANDLE, _HANDLE)

clip_path = _bind("FPDFPageObj_GetClipPath", _HANDLE, _HANDLE)
clip_paths = _bind("FPDFClipPath_CountPaths", _INT, _HANDLE)
clip_segments = _bind("FPDFClipPath_CountPathSegments", _INT, _HANDLE, _INT)
clip_segment = _bind("FPDFClipPath_GetPathSegment", Handle, _HANDLE, _INT, _INT)
render_mode = _bind("FPDFTextObj_GetTextRenderMode", _INT, _HANDLE)

count_annotations = _bind("FPDFPage_GetAnnotCount", _INT, _HANDLE)
get_annotation = _bind("FPDFPage_GetAnnot", _HANDLE, _HANDLE, _INT)
close_annotation = _bind("FPDFPage_CloseAnnot", None, _HANDLE)
annotation_kind = _bind("FPDFAnnot_GetSubtype", _INT, _HANDLE)
annotation_flags = _bind("FPDFAnnot_GetFlags", _INT, _HANDLE)
annotation_box = _bind("FPDFAnnot_GetRect", _INT, _HANDLE, _HANDLE)
field_kind = _bind("FPDFAnnot_GetFormFieldType", _INT, _HANDLE, _HANDLE)
field_value = _bind("FPDFAnnot_GetFormFieldValue", ctypes.c_ulong, _HANDLE, _HANDLE, _HANDLE, ctypes.c_ulong)


def address_of(handle: Any) -> int:
    """A handle of pypdfium2's as the number that the functions here take."""
    address = ctypes.cast(handle, _HANDLE).value
    assert address is not None
    return address


class Buffer:
    """Room for numbers that pdfium writes; ``address`` of the first one, ``size`` bytes each."""

    __slots__ = ("address", "array", "memory", "size")

    def __init__(self, kind: Any, count: int) -> None:
        self.array = (kind * count)()
        self.address: int = ctypes.addressof(self.array)
        self.size: int = ctypes.sizeof(kind)
        self.memory = memoryview(self.array).cast("B")  # its bytes, to compare with others at once

    def values(self, count: int) -> list[Any]:
        """The first ``count`` numbers."""
        found: list[Any] = self.array[:count]
        return found

    def reference(self, index: int) -> Any:
        """Where a number stands, as ``_bind_bare`` functions take it."""
        return ctypes.byref(self.array, index * self.size)

    def text(self, count: int) -> str:
        """The first ``count`` two-byte units as text."""
        return ctypes.string_at(self.address, 2 * count).decode("utf-16-le", "replace")

    def __getitem__(self, index: int) -> Any:
        return self.array[index]


def doubles(count: int) -> Buffer:
    return Buffer(ctypes.c_double, count)


def floats(count: int) -> Buffer:
    return Buffer(ctypes.c_float, count)


def ints(count: int) -> Buffer:
    return Buffer(ctypes.c_int, count)


def uints(count: int) -> Buffer:
    return Buffer(ctypes.c_uint, count)


def shorts(count: int) -> Buffer:
    return Buffer(ctypes.c_ushort, count)
