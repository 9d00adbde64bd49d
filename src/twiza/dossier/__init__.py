"""The advice to hand over: as a document, a PDF, a workbook with the trace.

Nothing is imported here: a process that only sets a page starts in no time.
"""
