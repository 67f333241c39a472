from tests.actions.fixtures import maison, secretaire

__all__ = ["maison", "secretaire"]
