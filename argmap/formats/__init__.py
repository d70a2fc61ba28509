"""Other forms of a map, a file each: read to, or written from, an ArgumentMap."""
