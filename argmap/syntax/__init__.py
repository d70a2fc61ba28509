"""Text to tree: lines, what they say, and the one style to write them in."""
