"""Word documents: docx, doc and what LibreOffice has to convert."""
