"""Measures the product: answers, speed, memory. Nothing here is part of it."""
