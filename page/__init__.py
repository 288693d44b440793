"""What the page is made of besides its wiring: the source viewer, the style and the script."""
