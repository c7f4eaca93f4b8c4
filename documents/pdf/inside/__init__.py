"""What runs only in the killable child: here pypdf and PDFium meet files from outside."""
