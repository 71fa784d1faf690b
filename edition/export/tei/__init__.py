"""Each interview as a TEI P5 document: text, registers, bibliography and notes in one file.

Schema: `tei_all` of TEI P5 4.9.0. How words, offsets and overlaps are encoded is told in `header`, in the file itself.
"""

from edition.export.tei.document import tei_files, to_tei

__all__ = ["tei_files", "to_tei"]
