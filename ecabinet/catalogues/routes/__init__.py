"""The doors of catalogues: pages for administrators, the API."""
