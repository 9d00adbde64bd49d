"""A plan as a workbook with live formulas: a figure changed in it moves everything."""
