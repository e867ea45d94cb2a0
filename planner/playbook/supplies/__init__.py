"""What each post and event needs: material, consent, approval."""
