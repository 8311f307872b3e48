"""The parts of Telegram's updates that we use (https://core.telegram.org/bots/api#update)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from connectors.body import VendorModel

Identifier = Annotated[int, Field(ge=-(2**63), lt=2**63)]
UnixTime = Annotated[int, Field(ge=0, lt=2**33)]
Handle = Annotated[str, Field(max_length=1000)]


class User(VendorModel):
    """Who wrote."""

    id: Identifier
    is_bot: bool = False
    first_name: str = ""
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None


class Chat(VendorModel):
    """Where it was written."""

    id: Identifier
    type: str


class File(VendorModel):
    """Bytes that Telegram keeps for us."""

    file_id: Handle
    file_size: Identifier | None = None
    file_name: str | None = None
    mime_type: str | None = None


class PhotoSize(File):
    """One of the sizes of a photo."""

    width: int = 0
    height: int = 0


class Sticker(File):
    """A sticker, with the emoji it stands for."""

    emoji: str | None = None


class Contact(VendorModel):
    """A visiting card."""

    phone_number: str
    first_name: str
    last_name: str | None = None


class Location(VendorModel):
    """A point on the map, in degrees."""

    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]


class Venue(VendorModel):
    """A place with a name."""

    location: Location
    title: str
    address: str


class InlineButton(VendorModel):
    """A button below a message."""

    text: str
    callback_data: str | None = None


class InlineKeyboard(VendorModel):
    """The buttons below a message, row by row."""

    inline_keyboard: list[list[InlineButton]]


class Message(VendorModel):
    """A message in any chat."""

    message_id: Identifier
    date: UnixTime
    chat: Chat
    sender: Annotated[User | None, Field(alias="from")] = None
    edit_date: UnixTime | None = None
    text: str | None = None
    caption: str | None = None
    photo: tuple[PhotoSize, ...] = ()
    voice: File | None = None
    audio: File | None = None
    video: File | None = None
    video_note: File | None = None
    animation: File | None = None
    document: File | None = None
    sticker: Sticker | None = None
    contact: Contact | None = None
    location: Location | None = None
    venue: Venue | None = None
    reply_markup: InlineKeyboard | None = None


class CallbackQuery(VendorModel):
    """A button was pressed."""

    id: Handle
    sender: Annotated[User, Field(alias="from")]
    message: Message | None = None
    data: Handle | None = None


class ChatMember(VendorModel):
    """What the bot now is in a chat: ``kicked`` means blocked."""

    status: str


class ChatMemberUpdated(VendorModel):
    """The bot was blocked, unblocked, added or removed."""

    chat: Chat
    sender: Annotated[User, Field(alias="from")]
    new_chat_member: ChatMember


class Update(VendorModel):
    """One thing that happened."""

    update_id: Annotated[int, Field(ge=0, lt=2**63)]
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: CallbackQuery | None = None
    my_chat_member: ChatMemberUpdated | None = None
