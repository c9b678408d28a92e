import { script } from './script.js';

export const WALLET_ENGLISH = [
  script(
    'card',
    `
    C: {hello}, my card was declined at {merchant} [around {hour}|today at {hour}], although I have [enough money|money on it].
    A: {welcome} Could you give me the last four digits of the card?
    C: {last4}
    A: {wait}
    A: The amount, {amount}, was above your daily limit of {fee}. You can [raise it yourself|change it] in the app: Cards, Limits.
    C: [Found it.|Okay, I see it.] I set it [higher|to double]. [Should I try again?|Will it work now?]
    A: Yes, the new limit [is active|works at once|applies already]; [try again|it will go through at {merchant} now].
    C: {thanks}
    ?A: {farewell}`,
  ),
  script(
    'card',
    `
    C: {hello}, I [lost my card|think my wallet was stolen] near [{city}|the {city} station], please block it!
    A: {welcome} I am blocking it right now. [Is it the one ending in {last4}?|The card ending in {last4}, correct?]
    C: [Yes|Correct|Right], [that one.|exactly.|{last4}.]
    A: It is blocked, and nobody can [use it|pay with it]. Your last payment was {amount2} at {merchant}; was that you?
    C: [Yes, that was me.|Yes, yesterday evening.|That is mine.] [How do I get a new one?|Can I have a new card?]
    A: A new card goes to {street}, {city} with {carrier} and arrives [by|around] {due}. Meanwhile you can [use the virtual card|pay with your phone].
    C: {thanks}
    A: {farewell}`,
  ),
  script(
    'transfer',
    `
    C: {hello}, I sent {amount} to my {bank} account at {hour} and it [has not shown up|is not there].
    A: {welcome} {wait}
    ?C: {okay}
    A: The transfer left us, but {bank} is [doing maintenance|having an outage]. It will be [processed as soon as they are back|booked within two hours].
    C: It is my rent, [due today|and the landlord is waiting]. Is there [any proof|a receipt|something] I can show?
    A: I have sent the receipt to {email}; the reference is {tracking}.
    C: [Got it.|It just arrived.|Received.] And if [it fails|it never arrives|the bank rejects it]?
    A: Then {amount} returns to your Balya account [automatically|by itself] on {due}.
    C: {thanks}
    A: {farewell}`,
  ),
  script(
    'transfer',
    `
    C: {hello}, how can I [receive money from abroad|get my salary from a foreign company] with Balya?
    A: {welcome} You need the verified account level first. Do you have a [residence permit|Turkish ID or residence card]?
    C: Yes, [a residence permit|I got mine on {ordered}]. The app shows version {version}, is that fine?
    A: It is. Go to Profile, Account level, and [scan the permit|hold the card to your phone]; it takes [about three|two or three|only a few] minutes.
    C: [It says verified now.|Done, that was easy.|Okay, verified.] And [the fee|what does it cost]?
    A: Incoming transfers cost {charge} each, [whatever the amount|no matter how large]. Your IBAN ends in {last4} and [is in the app|you can share it from the app].
    C: {thanks}
    ?A: {farewell}`,
  ),
  script(
    'dispute',
    `
    C: {hello}, there is a payment of {amount2} to {merchant} that I [did not make|do not recognise]. It was on {shipped}.
    A: {welcome} {wait}
    A: It was made online at {hour}. Did you ever [save your card there|have a trial subscription with them]?
    C: [Never heard of them.|A trial, but I cancelled it.|No, never.|I do not even know {merchant}.|Maybe once, years ago.]
    A: I have [stopped online payments on your card|blocked the merchant] and opened a dispute: {code}.
    C: [How long|And how long] [does that take|until I see my {amount2}]?
    A: Usually {days} to 30 days. We will [keep you posted|write] at {email}.
    C: {thanks}
    A: {farewell}`,
  ),
  script(
    'login',
    `
    C: {hello}, I got a new phone and now [I cannot log in|the app locks me out]. Version {version}.
    A: {welcome} That is [a safety measure|our device check]. Is {email} still your address?
    C: Yes[, it is|, I can read it|, that one|, still mine][.|!]
    A: I have sent a link there that [is valid for ten minutes|expires in ten minutes]. Please do not share it with [anyone, not even us|anybody|anyone, us included].
    C: [It worked|Okay|Opened it|Great], [I am in.|all good.|works.]
    A: [Great.|Good.|Perfect.] I have [removed|signed out] the old [device|phone] as well.
    ?C: Do I need to set up [my fingerprint|face recognition|my PIN|notifications] again?
    ?A: [Yes, once|Yes|Once only], under Profile, [Security|Sign-in].
    C: {thanks}
    A: {farewell}`,
  ),
  script(
    'feedback',
    `
    C: {hello}, the app [crashes|freezes] on the [transfer|card|home] screen since {weekday}. Version {version}.
    A: {welcome} [Thanks for telling us.|Sorry about that.] Does it happen every time?
    C: [Nearly.|Every second time.|Always.] I have already [reinstalled it|restarted my phone].
    A: {wait}
    A: It is a known fault in {version}; the fix comes out [on|by] {due}. Until then [balya.example works in any browser|you can use the web site].
    C: Could you [let me know|tell me|write to me] [when it is out|once it is fixed]?
    A: I have added {email} to the list for case {code}.
    C: {thanks}
    ?A: {farewell}`,
  ),
];
