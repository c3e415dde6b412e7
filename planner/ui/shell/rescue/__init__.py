"""What is offered where the plan file is damaged, and the dialog that examines it."""
