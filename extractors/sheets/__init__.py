"""Spreadsheets: xlsx, xls, ods."""
