"""An invented municipality with ten years of newcomers, for demonstration and practice."""
