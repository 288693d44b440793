"""Finds passages in a folder of documents; knows nothing of answers, Markdown or pages."""
