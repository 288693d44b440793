"""Trains what tells the angle of a question; nothing of it runs when questions are answered."""
