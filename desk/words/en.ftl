### What Sportello says by itself, in English.

## To whoever writes

# $place: place in the queue, from 1
handover-waiting = { $place ->
    [1] I'm passing you to one of our people: you are next. You can stay here, we will answer in this chat.
   *[other] I'm passing you to one of our people: you are number { $place } in the queue. You can stay here, we will answer in this chat.
}
handover-nobody = I have passed your request to our team. Nobody is at work right now: we will answer in this chat as soon as somebody is back.
# $place: place in the queue, from 1
handover-still-waiting = { $place ->
    [1] Thank you for your patience: you are next. We will answer in this chat as soon as somebody is free.
   *[other] Thank you for your patience: you are number { $place } in the queue now. We will answer in this chat as soon as somebody is free.
}
# $name: who answers
agent-joined = Hello, this is { $name }: I am looking after you.
handed-back = The assistant is answering again. If you still need a person, just ask.
resolved = Your request is closed. If you need anything else, just write to us here.
bot-unavailable = I'm sorry, the assistant cannot answer right now.
attachment-received = I got your file, but I cannot read it. Tell me in a few words what it is about, or I will pass you to a person.
button-person = A person

## Errors: one sentence for whoever uses the console or the chat

error-agent-not-found = There is no account with this e-mail address.
# $taken_by: the name of who has the conversation
error-already-taken = { $taken_by } already has this conversation.
error-bad-credentials = The e-mail address or the password is wrong.
error-bad-csrf = This page has expired: reload it and try again.
error-bad-settings = A setting is wrong.
error-bad-signature = The request is not signed by the provider.
error-blocked = This person has blocked us on their channel.
error-body-too-large = The request is too large.
error-bot-unavailable = The assistant does not answer.
error-channel-not-found = This channel does not exist, or is not in use.
error-channel-off = This channel is switched off: its credentials are missing.
error-configuration = The channel's settings do not fit together.
error-connector = The channel could not do this.
error-conversation-not-found = There is no such conversation.
error-desk = This was not possible.
error-email-taken = There is an account with this e-mail address already.
error-empty-text = The message is empty.
error-handoff = Something went wrong with this conversation.
error-internal = Something went wrong, and it has been noted.
error-invalid-email = This is not an e-mail address.
error-invalid-name = A name has between 1 and 120 characters.
error-invalid-request = Something in the request is missing or wrong.
error-last-admin = The last administrator cannot be disabled.
error-malformed-request = The request is not what it should be.
error-media-unavailable = The provider no longer has this attachment.
error-method-not-allowed = This address does not answer to this method.
error-no-session = This chat has to be opened again: reload the page.
error-not-allowed = Your account may not do this.
error-not-found = There is no such thing.
error-not-owner = Only whoever has this conversation can do this.
error-not-retryable = Only a message that failed, or whose fate is unknown, can be sent again.
error-not-signed-in = Sign in first.
error-outside-window = More than 24 hours have passed since their last message: the channel no longer lets us write.
error-rejected = The provider refused the message.
error-retryable = The provider could not take the message now.
error-send-failed = The message could not be sent.
error-text-too-long = The message is too long.
error-too-long = The message is too long for this channel.
# $retry_after: seconds
error-too-many-attempts = { $retry_after ->
    [one] Too many attempts: try again in one second.
   *[other] Too many attempts: try again in { $retry_after } seconds.
}
error-rate-limited = You are writing very fast: wait a few seconds.
error-unauthorized = The provider does not accept our credentials.
error-unavailable = This is not possible right now: try again in a moment.
error-uncertain = The provider did not answer: the message may or may not have gone out.
error-unknown-contact = The provider does not know this person.
error-unsupported-content = Nobody reads this type of content here.
error-vendor-unreachable = The provider does not answer.
error-weak-password = A password needs at least ten characters.

## What the assistant understood, besides the topics of data/faq

intent-affirm = Yes
intent-ask_person = Wants a person
intent-cancel = Never mind
intent-complaint = Complaint
intent-deny = No
intent-goodbye = Goodbye
intent-greet = Greeting
intent-nlu_fallback = Not understood
intent-out_of_scope = Off topic
intent-set_language = Change of language
intent-thanks = Thanks
