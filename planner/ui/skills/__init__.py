"""The skills page: radar, levels, assessments, target role."""
