"""Weekly plans and reports (kế hoạch tuần, báo cáo tuần), gathered upwards, a step at a time."""
