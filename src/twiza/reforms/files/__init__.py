"""Files of what changed: one line per answer or package of a venture that changed."""

from twiza.reforms.files.writing import Writer, Written, writer_to

__all__ = ["Writer", "Written", "writer_to"]
