"""One function per format; a renderer knows reports and blocks, not promises."""
