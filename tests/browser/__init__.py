"""What people see and touch, in Chromium, over the real product."""
