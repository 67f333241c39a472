"""The publishable form of the tables: what may leave the service without telling anything of one person."""
