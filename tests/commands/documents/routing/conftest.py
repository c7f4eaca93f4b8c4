"""What these tests share."""

from tests.commands.documents.routing.sending_on import slips

__all__ = ["slips"]
