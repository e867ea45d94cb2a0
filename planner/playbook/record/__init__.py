"""The record of a playbook: ``playbook.json``, its shape, how it is made, and how it is read back."""
