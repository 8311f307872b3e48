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
# $when: when somebody will be there, for example "tomorrow from 9:00"
handover-closed = I have passed your request to our team. We are closed right now: we will answer in this chat { $when }.
# $least, $most: minutes
wait-under = { $most ->
    [60] You should wait less than an hour.
    [90] You should wait less than an hour and a half.
    [120] You should wait less than two hours.
   *[other] You should wait less than { $most } minutes.
}
wait-between = You should wait about { $least }–{ $most } minutes.
wait-over = { $least ->
    [60] You should wait more than an hour.
    [90] You should wait more than an hour and a half.
    [120] You should wait more than two hours.
   *[other] You should wait more than { $least } minutes.
}
# Before an answer of the assistant, while a person is awaited
meanwhile = While you wait, the assistant answers:
# With the first answer, when nobody can answer at once
staffing-closed = The assistant is answering you; if you need a person, you will find us { $when }.
staffing-nobody = The assistant is answering you; nobody of our team is online right now.
staffing-open = If you need a person, we are online.
window-closing = We have not forgotten your request. On this channel we can only answer within 24 hours of your last message: if you still want an answer here, write us a word.
# When it opens; $past: the minutes, for example ":30", or nothing
opens-time = from { $hour }{ $past }
opens-today = today { $time }
opens-tomorrow = tomorrow { $time }
opens-weekday = on { $weekday } { $day } { $time }
opens-date = on { $weekday } { $day } { $month } { $time }
weekday = { $number ->
    [0] Monday
    [1] Tuesday
    [2] Wednesday
    [3] Thursday
    [4] Friday
    [5] Saturday
   *[other] Sunday
}
month = { $number ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[other] December
}
# $name: who answers
agent-joined = Hello, this is { $name }: I am looking after you.
handed-back = The assistant is answering again. If you still need a person, just ask.
resolved = Your request is closed. If you need anything else, just write to us here.
bot-unavailable = I'm sorry, the assistant cannot answer right now.
attachment-received = I got your file, but I cannot read it. Tell me in a few words what it is about, or I will pass you to a person.
button-person = A person

## To agents

orders-unseen = I can't see the orders right now.

## Errors: one sentence for whoever uses the console or the chat

error-agent-not-found = There is no account with this e-mail address.
# $taken_by: the name of who has the conversation
error-already-taken = { $taken_by } already has this conversation.
error-bad-credentials = The e-mail address or the password is wrong.
error-bad-csrf = This page has expired: reload it and try again.
error-bad-hours = These opening hours do not fit together.
error-bad-settings = A setting is wrong.
error-bad-signature = The request is not signed by the provider.
error-bad-targets = These targets do not fit together.
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
# $megabytes: millions of bytes
error-file-too-large = The file is too large: this channel takes up to { $megabytes } MB.
error-file-type-not-allowed = Files of this type cannot be sent on this channel.
error-file-unavailable = The file is no longer available.
error-file-refused = The channel refused the file.
error-no-public-address = To send files on this channel, Sportello needs a public address.
error-template-not-found = There is no such template, or it is no longer approved.
error-template-refused = The channel refused the template.
error-template-variables = Something is missing in the template, or a value does not fit.
error-upload-not-found = There is no such file, or it belongs to another conversation.
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
error-shortcut-taken = There is a canned answer with this shortcut already.
error-tag-taken = There is a tag with this name already.
error-too-many-views = You keep a hundred views already: remove one first.
error-unknown-colleague = A mention names nobody who may see conversations.
# $placeholder: as it stands in the text
error-unknown-placeholder = Nobody fills { $placeholder }: there are only {"{"}name{"}"} and {"{"}agent{"}"}.
error-weak-password = A password needs at least ten characters.
error-second-factor-needed = Enter the code of your authenticator.
error-bad-code = The code is wrong, or was used before.
error-no-second-factor = This account has no second factor.
error-second-factor-on = There is a second factor already: switch it off first.
error-no-secret-key = This needs SPORTELLO_SECRET_KEY, the one it was set up with.
error-token-not-found = There is no such token.
error-webhook-not-found = There is no such webhook, or no such delivery.
error-forbidden-address = Webhooks go to public https addresses only.
error-not-confirmed = What you typed is not what had to be typed: nothing was erased.
error-still-open = Somebody is still serving this person: end the case first.

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

## The figures of whoever supervises: name and definition

figure-none = (none)
figure-volume = Contacts
figure-volume-definition = How often a shopper came: their messages on one channel, until they are silent for 24 hours. Counted on the day of the first message. Scores and comments are no messages.
figure-resolved-confirmed = Resolved by the assistant, confirmed
figure-resolved-confirmed-definition = Contacts with a request that needed no person, and the shopper said so: the last message (goodbyes aside) is thanks or a yes that the assistant answered, or they gave a score of 4 or 5. A score of 1 or 2 rules them out.
figure-resolved-assumed = Resolved by the assistant, assumed
figure-resolved-assumed-definition = Contacts with a request in which nobody asked for a person, the last message was understood and answered, and the shopper was then silent for 24 hours. This is a guess: who is silent may have given up. Confirmed ones are not among them.
figure-handed-over = Handed over to a person
figure-handed-over-definition = Cases that opened in the period, for whatever reason; the reasons are listed apart and add up to this. Counted on the day on which the case opens.
figure-first-response = First response
figure-first-response-definition = From the opening of the case to a person's first message, in opening hours: median and 90th percentile (nine in ten waited no longer). Cases without an answer yet are not in it: they are on the live board.
figure-next-response = Next response
figure-next-response-definition = From a shopper's words to a person's answer to them, in opening hours, once the case has had a first answer: median and 90th percentile. Several messages in a row are one wait, from the first. Counted on the day of those words, for every case that a person has had; words without an answer yet are not in it.
figure-next-response-within = Next response within target
figure-next-response-within-definition = Share of the next responses that were given within their target, by the clock that holds for their team and priority: it stands still outside opening hours. A wait whose target passed without an answer counts as missed; one that is still in time, or that ended with the case before its target, is not counted, nor one that has no target.
figure-wait = Wait
figure-wait-definition = From the opening of the case until a person takes it, in opening hours: median and 90th percentile. Cases that nobody has taken yet are not in it.
figure-handling = Handling
figure-handling-definition = From when a person takes the case until it ends, by the clock on the wall: median and 90th percentile. Cases that are still open are not in it.
figure-satisfaction = Satisfaction
figure-satisfaction-definition = Mean of the scores from 1 to 5 that shoppers gave in the period, on cases that a person looked after. Only this is satisfaction: whoever gave no score is not counted.
figure-estimated-frustration = Estimated frustration
figure-estimated-frustration-definition = Share of the messages of the period's contacts that the assistant reads as frustrated, among those for whose tone it listened. It is an estimate with a measured error, not the truth about anybody.
figure-reopened = Re-opened
figure-reopened-definition = Cases that opened in the period and had ended, but the shopper needed a person again within 24 hours.
figure-cost-saved = Cost saved
figure-cost-saved-definition = For each contact that the assistant resolved, the cost of a contact with a person on that channel less that of an automatic answer. The confirmed part and the assumed one are kept apart.
figure-faq-useful = Useful answers in the FAQ
figure-faq-useful-definition = Share of the votes “yes” among all those given in the period to “Was this answer useful?”, on the FAQ's pages and in the chat. Votes are counted, not people: nothing is kept of who votes.
figure-cost-assumption = Until you set your own costs, this is assumed: an automatic answer costs a tenth of an e-mail and a fortieth of a call (the trade's proportions), an e-mail costs €5, and a chat with a person costs what an e-mail does.
# $wrong, $missed: per cent; $examples: how many
figure-measured-error = Measured on { $examples } examples: of 100 messages read as frustrated { $wrong } are not, and of 100 frustrated ones { $missed } are missed.

## Why a conversation comes to a person

handover-reason-requested = The shopper asked
handover-reason-low-confidence = The assistant was not sure
handover-reason-complaint = Complaint
handover-reason-repeated-misunderstanding = Misunderstood twice
handover-reason-identity-failed = Identity not proven
handover-reason-bot-unavailable = Assistant not available
handover-reason-agent-stepped-in = An agent stepped in

## How it went

# $name: who answered
satisfaction-ask = How did it go with { $name }? Choose an answer, or write a number from 1 (very badly) to 5 (very well).
satisfaction-ask-plain = How did it go? Choose an answer, or write a number from 1 (very badly) to 5 (very well).
satisfaction-1 = Very badly
satisfaction-2 = Badly
satisfaction-3 = So-so
satisfaction-4 = Well
satisfaction-5 = Very well
satisfaction-thanks = Thank you, this counts for us. Would you like to add a few words?
satisfaction-comment = Leave a comment
satisfaction-write = Go ahead: your next message is the comment.
satisfaction-comment-thanks = Thank you: we will read it.

## The queue, to whoever writes

# $place: place in the queue, from 1
returned-to-queue = { $place ->
    [1] The person who was helping you had to leave. You don't need to repeat anything: you are first in the queue and the next free person will answer you.
   *[other] The person who was helping you had to leave. You don't need to repeat anything: you are number { $place } in the queue.
}
# $place: place in the queue, from 1
passed-on = { $place ->
    [1] I'm passing you on to the colleagues who deal with this: they have everything you wrote. You are first in the queue.
   *[other] I'm passing you on to the colleagues who deal with this: they have everything you wrote. You are number { $place } in the queue.
}
# $minutes: minutes
silence-warning = { $minutes ->
    [one] Are you still there? If you don't write within a minute, the automatic assistant takes over. You can always ask for a person again.
   *[other] Are you still there? If you don't write within { $minutes } minutes, the automatic assistant takes over. You can always ask for a person again.
}
# $agreed: what was agreed, in the words of whoever answered
handed-back-agreed = To sum up what we agreed: { $agreed } The automatic assistant takes over now: if you need a person again, just ask.

## The queue, to whoever answers: why a case is where it is

# $minutes: minutes
rank-waiting = Waiting for { $minutes } min
rank-safety = Somebody could come to harm: like { $minutes } more min of waiting
rank-complaint = A complaint: like { $minutes } more min of waiting
rank-vip = A customer who has spent much: like { $minutes } more min of waiting
rank-frustrated = Seems fed up: like { $minutes } more min of waiting
rank-returned = Whoever was helping went away: like { $minutes } more min of waiting
rank-window = The channel is about to stop letting us write: like { $minutes } more min of waiting
error-team-not-found = There is no such team.
error-team-name-taken = There is a team with this name.
error-agent-unavailable = This colleague is not online: nobody would answer.
error-transfer-to-self = The conversation is with this person already.
error-nothing-to-transfer = Only a conversation that needs a person can be passed on.

## The frequent questions, for anybody

faq-title = Frequently asked questions
faq-heading = Help
# $shop: the shop's name
faq-description = The questions { $shop } is asked most, and their answers: delivery, returns, payment, orders.
faq-skip = Skip to the questions
faq-languages = Language
faq-language-it = Italiano
faq-language-en = English
faq-search = Search the questions
faq-search-hint = For instance: return, delivery
faq-search-go = Search
# $count: how many
faq-found = { $count ->
    [0] No answer found.
    [one] { $count } answer found.
   *[other] { $count } answers found.
}
faq-nothing = Try another word, or look at all the questions. If you can't find the answer, write to us in the chat.
faq-all = All the questions
faq-categories = Subjects
faq-see-also = This may help, too
faq-permalink = Open on its own page
# $topic: the question's title
faq-permalink-about = Open on its own page: { $topic }
faq-crumbs = Where you are
faq-related = Other questions
faq-useful = Was this answer useful?
faq-useful-yes = Yes
faq-useful-no = No
# $topic: the question's title
faq-useful-yes-about = Yes, it was useful: { $topic }
faq-useful-no-about = No, it was not useful: { $topic }
faq-thanks = Thank you: it helps us to answer better.
faq-vote-failed = We could not take that down. Try again later.
faq-missing = This question is not here
faq-missing-text = It may have moved, or the answer no longer holds. Look for it here.
faq-foot = Didn't find the answer? Write to us in the chat on the shop's website.
faq-ask = Ask in the chat
# The button's name for those who listen to the page: it has to say which question.
faq-ask-about = Ask in the chat: { $topic }
faq-does = The assistant takes care of this in the chat: write, and it asks for what it needs.
faq-does-parcel-status = I can tell you in the chat: with your order's number and the e-mail or phone on it, I look up where the parcel is and when it should arrive.
faq-does-shipping-cost = Tell me in the chat where it goes and how much you buy for: I'll tell you what shipping costs and how long it takes.
faq-does-returns = If you want to send something back, I look at your order in the chat, tell you whether and until when you can, and prepare the return with you.
faq-does-return-status = With your order's number I look up in the chat how far your return and your refund are.
faq-does-exchange = In the chat I look at your order and begin to exchange the item for the one you prefer.
faq-does-withdrawal = If you have changed your mind about a purchase, I look at your order in the chat, tell you how long you have, and take you through it.
faq-does-damaged-item = I'm sorry. Tell me in the chat what arrived damaged: I look at the order and begin to put it right with you.
faq-does-missing-item = Tell me in the chat what is missing: I look at the order and report it to whoever can put it right.
faq-does-wrong-item = If something came that you had not ordered, tell me in the chat: I look at the order and begin to put it right with you.
faq-does-warranty = If something has stopped working, I look at your order in the chat and tell you what the warranty covers.
faq-does-order-cancel = In the chat I look at your order: if it can still be cancelled, I do it once you confirm.
faq-does-order-change = Tell me in the chat what you want to change: I look whether your order can still be changed.
faq-does-delivery-address-change = Tell me the new address in the chat: if the parcel has not left yet, I change it once you confirm.
faq-does-invoice = In the chat, with your order's number, I help you get your invoice or receipt.
faq-does-payment-failed = If a payment was refused, I look at your order in the chat and tell you what you can do.
faq-does-discount-code = If a discount code does not work, write it to me in the chat: I'll tell you why.
faq-does-gift-card = In the chat I tell you how much is left on a gift card and how to use it.
faq-does-privacy-data = In the chat you can ask which data we have about you, get a copy, or have them erased.
faq-does-product-advice = Tell me in the chat what you are looking for and what it is for: I'll suggest something of ours.
faq-does-product-availability = Tell me in the chat which product you want: I look whether it is in stock.
faq-does-product-compare = Tell me in the chat which two products to compare: I'll show you what differs.
faq-does-complaint = If something went wrong, tell us in the chat: a person will take care of it.
faq-does-ask-person = Ask for one in the chat at any time: the shop's people answer, in the hours when they are there.

## The studio: what the assistant knows

# $by: who; $revision: where it stands
error-changed-meanwhile = { $by } has changed this while you were writing: look at what is there now, then decide.
error-content-refused = This can't be saved like this.
# $reason: which and where
error-content-broken = The content's files can't be read: { $reason }. Whoever edits them by hand has to mend them.
error-topic-stays = The assistant needs this topic: its words can be changed, it can't be taken away.
# $by: who
error-publishing-already = { $by } is publishing already.
error-nothing-to-publish = Nothing is different from what is live.
# $errors: how many
error-content-has-errors = { $errors ->
    [one] One error has to be mended before you publish.
   *[other] { $errors } errors have to be mended before you publish.
}
error-publication-over = This publication is not waiting any more: reload the page.
error-laboratory-unavailable = What is not live yet can't be tried right now: try again in a moment.
content-thresholds = Thresholds
content-problem = Something is wrong here.
# $limit: characters
content-preview-split = On this channel the text is longer than { $limit } characters: it comes in several messages.
content-edit-new = Created
content-edit-gone = Taken away
# $count: how many
content-edit-examples = { $count ->
    [one] One more way of asking
   *[other] { $count } more ways of asking
}
content-part-titles = Title
content-part-category = Category
content-part-examples = Ways of asking
content-part-answers = Answers
content-part-other = Changed
content-figure-messages = Messages
content-figure-right = Read right
content-figure-answered = Answered
content-figure-asked = Asked back
content-figure-handed-over = Handed to a person
content-figure-wrong = Answered wrong
content-figure-other = Another figure
content-reason-other = The figures fall by more than they may.
# $before, $after: shares
content-reason-own-right-fell = Of the draft's own ways of asking, each read as if it were not there, { $after } are read right instead of { $before }.
content-reason-own-wrong-rose = Of the draft's own ways of asking, each read as if it were not there, { $after } would get a wrong answer instead of { $before }.
content-reason-kept-right-fell = Of the questions that are kept apart, { $after } are read right instead of { $before }.
content-reason-kept-wrong-rose = Of the questions that are kept apart, { $after } would get a wrong answer instead of { $before }.
content-reason-recent-answered-fell = Of the messages of these days, { $after } would be answered instead of { $before }.
publication-error-brain-unavailable = The assistant does not answer: what is live has not changed.
publication-error-nothing-to-publish = Nothing is different from what is live.
publication-error-content-unwritten = The files could not be written: what is live has not changed.
publication-error-disk = The disk can't be written: what is live has not changed.
publication-step-waiting = Waiting
publication-step-checking = Checking the content
publication-step-training = Training the assistant
publication-step-evaluating = Comparing with what is live
publication-step-ready = Ready: look at what changes, and decide
publication-step-publishing = Going live
publication-step-done = Done
publication-error-failed = Something went wrong: what is live has not changed.
publication-error-interrupted = The publication was interrupted: what is live has not changed. You can start again.
publication-error-content-has-errors = Something in the draft has to be mended: what is live has not changed.
publication-error-training-failed = The training failed: what is live has not changed.
publication-error-trainer-killed = The system ended the training: what is live has not changed.
publication-error-disk-full = The disk is full: what is live has not changed.
publication-error-laboratory-unavailable = It could not be compared with what is live: nothing has changed.
publication-error-gate = The figures fall by more than they may: what is live has not changed.
publication-error-brain-refused = The assistant could not use the new version: the one before stays.
publication-error-content-changed = What is live has changed meanwhile: publish again.
version-author-nobody = Before the studio
version-reason-other = It was taken back.
version-reason-more-failures = Taken back by itself: the assistant failed more often.
version-reason-more-handovers = Taken back by itself: many more conversations ended with a person.

## Learning

error-nothing-to-learn = There is no question here that the assistant could learn from.
error-beta-over = This test has as many questions as it may have. Thank you!
beta-title = What would you ask this shop?
beta-explained = Write as you would write to a shop's customer care: one question at a time, in your own words. A machine answers, and we learn from where it fails.
beta-private = Please write nothing personal: no names, addresses, order numbers. Nobody answers as a person, and nothing is ordered or changed.
beta-label = Your question
beta-hint = At most 500 characters. Enter sends it, Shift and Enter begin a new line.
beta-send = Ask
beta-answers = Your questions and what was answered, the newest first
beta-ask = The assistant is not sure and would ask you what you meant.
beta-hand-over = The assistant does not know and would pass you to a person.
beta-acts = The assistant would look this up for you: here it does not, as it does not know who you are.
beta-failed = That did not work. Try again in a moment.
beta-script = This page needs JavaScript.

## What an editor brings in from elsewhere

error-import-refused = This cannot be read.
error-import-unreadable = This is no table, no YAML file of Rasa's and no page; or it is damaged, or has a password.
# $most: rows
error-import-too-large = This is too much: at most { $most } rows and 5 MB at once.
error-import-without-columns = Columns are missing: the first line has to name “question” and “answer” at least.
error-import-without-questions = There are no questions with an answer.
import-no-question = The question is missing.
import-no-answer = The answer is missing.
import-question-too-long = The question is too long: 500 characters at most.
import-answer-too-long = The answer is too long: 4,000 characters at most.
import-unknown-language = The language is none of the shop's: Italian or English.
import-bad-cell = Something in this row makes no sense: a date, a button or a condition.
import-repeated = The same question stands further up already.
import-not-a-question = This is a courtesy, or not the shop's business: no question with an answer.
import-gone = The topic, or the row, is no longer there.
import-adds-question = Adds a way of asking; the answer that there is stays.
import-adds-answer = Adds the question, and the answer in a language that had none.
import-replaces = Replaces questions and answers in this language.
import-nothing-changes = It is there already, the same: nothing changes.

## What is wrong with what the assistant knows: for editors, with what to do about it
# $spoken: ISO 639-1 wherever it stands; $other: the title of another topic; $text: what it is about

content-problem-action-missing = Nothing is done about this topic: no rule answers it. A developer has to add one.
content-problem-action-unknown = This topic is answered by “{ $text }”, which the assistant can't do. A developer has to put it right.
content-problem-answer-empty = This answer says nothing: write it, or take it away.
# $channel: its name; $length, $most: characters
content-problem-answer-too-long = { $length } characters; { $channel } takes { $most } at most. Shorten the answer, or write a shorter one for that channel.
# $count, $most: characters
content-problem-answer-wordy = { $count } characters are a lot to read in a chat: at most { $most } read well. Keep what helps most, and offer the rest with a button.
# $count, $most: sentences
content-problem-answer-sentences = { $count } sentences: at most { $most } read well in a chat.
content-problem-answer-exclaims = One exclamation mark is enough.
content-problem-answers-missing = { $spoken ->
    [it] There is no answer in Italian for every channel: add one.
    [en] There is no answer in English for every channel: add one.
   *[other] There is no answer in “{ $spoken }” for every channel: add one.
}
content-problem-blank-unclosed = A brace stands alone here. Write blanks as { "{" }name{ "}" }, or take the brace away.
content-problem-blank-unknown = Nobody fills in { $text }: shoppers would see it as it is. Take it away.
content-problem-blanks-differ = In this wording { $text } is missing or too many: every wording needs the same blanks as the others.
# $target: the name of the intent
content-problem-button-dead = The button “{ $text }” leads to a topic that isn't there (any more): { $target }. Choose another one, or take the button away.
content-problem-button-entity-unknown = The button “{ $of }” carries “{ $text }”, which the assistant doesn't know. Choose its target again.
content-problem-button-malformed = The button “{ $of }” leads nowhere: “{ $text }” is no topic and no link. Choose a topic, or write a whole link with https://.
content-problem-button-repeated = The button “{ $text }” leads where another one leads already: one is enough.
content-problem-button-to-itself = The button “{ $text }” leads back to this same topic.
content-problem-button-untitled = This button has no title: write what stands on it.
content-problem-buttons-differ = The languages offer different buttons: a shopper should find the same in each.
content-problem-buttons-many = { $count } buttons: on some channels only { $most } are shown as buttons, and the others as a list. Keep the { $most } that help most.
content-problem-category-missing = This topic is on no shelf yet: choose a category.
content-problem-category-unknown = There is no category “{ $text }”: choose one of the list.
content-problem-channel-unknown = There is no channel “{ $text }”, so this answer would never be given. Choose another one.
content-problem-date-malformed = “{ $text }” is no date. Choose it in the calendar.
# $last: the date
content-problem-dates-past = This answer was valid until { $last }, and is not given any more. Choose another date, or take it away.
# $first, $last: dates
content-problem-dates-reversed = It would end ({ $last }) before it begins ({ $first }): put the dates right.
# $near: what it is like
content-problem-example-alike = “{ $text }” is nearly the same as “{ $near }” in “{ $other }”. Keep it where its answer helps, or say what sets it apart.
# $length, $most: characters
content-problem-example-long = { $length } characters tell a story. Write the question in at most { $most }.
# $near: what it is like
content-problem-example-meaning = “{ $text }” seems to mean the same as “{ $near }” in “{ $other }”. If it deserves the same answer, keep it in one of the two topics only; if not, say what sets it apart.
content-problem-example-name = “{ $text }” may be somebody's real name: write an invented one, or leave it out.
# $kind: email, iban, card or phone
content-problem-example-personal = { $kind ->
    [email] “{ $text }” is an e-mail address
    [iban] “{ $text }” is a bank account
    [card] “{ $text }” is the number of a card
   *[phone] “{ $text }” looks like a phone number
}: personal data must not become part of what the assistant knows. Take it out.
content-problem-example-repeated = “{ $text }” is here twice already: one is enough.
content-problem-example-shared = “{ $text }” is in “{ $other }” too. Keep it where its answer helps, and take it away from the other.
content-problem-example-signs = Brackets and braces mean something else here: write the question without “{ $text }”.
# $count: how many; $least: how many are needed
content-problem-examples-few = { $count ->
    [0] Nobody knows yet how people ask this: write at least { $least } ways of asking.
    [one] One way of asking is not enough to recognise the topic: write at least { $least }.
   *[other] { $count } ways of asking are not enough to recognise the topic: write at least { $least }.
}
content-problem-examples-missing = { $spoken ->
    [it] There is no way of asking in Italian: the topic may not be recognised there. Add some.
    [en] There is no way of asking in English: the topic may not be recognised there. Add some.
   *[other] There is no way of asking in “{ $spoken }”: the topic may not be recognised there. Add some.
}
# $count: how many; $least: how many are good
content-problem-examples-scarce = { $spoken ->
    [it] { $count } in Italian: from { $least } ways of asking on the topic is recognised well.
    [en] { $count } in English: from { $least } ways of asking on the topic is recognised well.
   *[other] { $count } in “{ $spoken }”: from { $least } ways of asking on the topic is recognised well.
}
content-problem-image-malformed = “{ $text }” is no link to a picture: it begins with https:// and the name of a site.
content-problem-language-unknown = The assistant doesn't answer in “{ $text }”: choose another language.
content-problem-limit-unknown = “{ $text }” can't be chosen here, so this answer would never be given. Choose it again from the list.
content-problem-link-dead = The link { $text } doesn't open: check it.
content-problem-link-insecure = The link { $text } isn't secure: write it with https://.
content-problem-link-malformed = “{ $text }” is no whole link: it begins with https:// and the name of a site.
content-problem-name-taken = “{ $other }” has this name inside already, and both would share a title. Take this topic away and make it anew, with another title.
content-problem-office-language = “{ $text }” is office language: say it as you would at the counter.
content-problem-promise = “{ $text }” promises what can't be kept whatever happens: leave it out, or say on what it depends.
content-problem-promise-without-condition = “{ $text }” is a promise: say on what it depends (“if…”, “usually”, “within…”).
content-problem-slot-unknown = The assistant isn't told “{ $text }”, so this answer would never be given. A developer has to add it to domain.yml.
# $lower, $upper: numbers from 0 to 1
content-problem-threshold-order = The lower threshold ({ $lower }) is above the upper one ({ $upper }): put them right.
content-problem-threshold-without-topic = There are thresholds for “{ $text }”, but no such topic: take them away.
# $length, $most: characters
content-problem-title-long = “{ $text }” has { $length } characters: { $most } fit a button. Shorten it.
content-problem-title-missing = { $spoken ->
    [it] The Italian title is missing: it stands on buttons.
    [en] The English title is missing: it stands on buttons.
   *[other] The title in “{ $spoken }” is missing: it stands on buttons.
}
content-problem-title-repeated = “{ $other }” has the title “{ $text }” too: on buttons nobody could tell them apart. Change one.
content-problem-topic-over = All answers of this topic are of the past: whoever asks is passed to a person. Write a new one, or take the topic away.
content-problem-tu-in-lei = It says “{ $text }” in an answer that addresses people with “lei”.
