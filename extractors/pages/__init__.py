"""Pages with positions: PDF, OFD, pictures and scans."""
