"""Writers: one module per format that is not made from a template."""
