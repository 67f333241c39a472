from .fixtures import maison

__all__ = ["maison"]
