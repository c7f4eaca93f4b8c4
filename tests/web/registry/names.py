"""Who knocks, the catalogue that is meant, and the words that nobody else may read."""

AN, BINH, CUONG, ADMINISTRATOR = "thuky", "daibieu01", "cuong", "quantri"
KEY = "meeting-types"
SECRET = "MẬT-HIỆU-KHÔNG-AI-BIẾT"
