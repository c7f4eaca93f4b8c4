"""Flask glue shared by all features: requests, errors, rendering, live push. Holds no rule."""
