"""What is sent to the server: cut off past what any page takes."""

from django.core.files.uploadhandler import FileUploadHandler

# More than the largest file that a page reads (`territoires/fichiers/ouverture.py`): each tells its own limit.
PLAFOND = 64_000_000  # bytes


class Plafond(FileUploadHandler):
    """Drop what comes past the limit, so that a file fills neither memory nor disk.

    Its page finds it heavier than what it takes, and says so.
    """

    def receive_data_chunk(self, raw_data, start):
        return raw_data if start <= PLAFOND else None

    def file_complete(self, file_size):
        return None
