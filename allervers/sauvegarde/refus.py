class SauvegardeRefusee(Exception):
    """Nothing was backed up, or nothing was restored; the message, in French, says what to do."""
