"""According to whom: the outlet of an article, and for each frame the chain of sources from it to the deepest one."""
