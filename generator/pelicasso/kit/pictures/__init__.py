"""Pictures made light: read by their content, upright, stripped of all they tell, in the widths that are shown."""
