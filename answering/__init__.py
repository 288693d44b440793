"""Turns passages into an answer made of quotations, source by source."""
