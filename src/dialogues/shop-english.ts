import { script } from './script.js';

export const SHOP_ENGLISH = [
  script(
    'tracking',
    `
    C: {hello}, I ordered the {model} on {ordered} and [it still has not arrived|nothing has come yet]. Order {order}.
    A: {welcome} {wait}
    ?C: {okay}
    A: Your parcel was handed to {carrier} on {shipped} and is now [at the {city} hub|being sorted in {city}]. Tracking number {tracking}.
    C: [Will it come before {weekday}?|I need it by {weekday}, is that realistic?] [It is a birthday present.|I am travelling after that.]
    A: It should be [delivered by {due}|with you on {due} at the latest]. I have asked them to [give it priority|call you first].
    C: {thanks}
    ?A: {farewell}`,
  ),
  script(
    'tracking',
    `
    C: {hello}, do you ship [abroad|outside Turkey]? I would like the {model} sent to [Berlin|Vienna|Leeds|Utrecht].
    A: {welcome} We do not ship abroad directly yet, but [many guests pick up in {city}|our {city} store can hold it for you].
    C: [I am in {city} until {weekday}.|I will visit {city} around {due}.] Could you reserve size {size}?
    A: {wait}
    A: Done: {model}, size {size}, in {colour}, reserved in our {city} store until {due}. [Show|Just mention] the code {code} at the till.
    C: Do I pay [there|in the store|when I collect them]? And [can I get the tax back|is it tax-free]?
    A: Yes, {amount} at the till, and [ask for the tax-free form|they will fill in the tax-free form with your passport].
    C: {thanks}
    A: {farewell}`,
  ),
  script(
    'address',
    `
    C: {hello}, I [typed|chose] the wrong address for {order}. Can it [still be changed|be corrected]?
    A: {welcome} It has not left the warehouse yet, so yes. What is the right one?
    C: {street}, {city}. [Flat {size}, please.|Number {size2}.]
    A: {wait}
    A: Changed to {street}, {city}. You will get [a confirmation|an e-mail] at {email} in a minute.
    C: [Does the delivery date move?|Still arriving on the same day?|Will it be later now?|Same delivery day?]
    A: It is still [planned for|expected on] {due}.
    C: {thanks}
    ?A: {farewell}`,
  ),
  script(
    'return',
    `
    C: {hello}, I want to return the {model}, [they do not feel right|the colour is not what I expected|they are too heavy for me]. Order {order}.
    A: {welcome} Of course. Have they been worn [outside|outdoors]?
    C: [Only tried on at home.|No, just around the flat.|Never.] [The tags are still on.|The box is complete.|]
    A: {wait}
    A: Your return code is {code}. Drop the box at any {carrier} branch [before {due}|within 14 days]; it costs you nothing.
    C: When [do I get my money back|will the refund arrive]? I paid by [card|bank transfer|credit card].
    A: {amount} goes back to your {bank} card within {days} working days after [we receive the box|the check in our warehouse].
    C: {thanks}
    A: {farewell}`,
  ),
  script(
    'size',
    `
    C: {hello}, the {model} in {size} [are too tight|pinch my toes|are a bit short]. Can I swap for {size2}?
    A: {welcome} Yes, exchanges are free [for 14 days|in the first two weeks]. Which order is it?
    C: {order}, the {colour} ones.
    A: {wait}
    A: I have put {size2} in {colour} aside. Please send the old pair with code {code} by {carrier}, and [the new one leaves|we ship the new one] as soon as they scan it.
    ?C: What if {size2} does not fit either?
    ?A: Then you can [exchange again or get a refund|choose another size or your money back|get your {amount} back], no questions asked.
    C: {thanks}
    A: {farewell}`,
  ),
  script(
    'faulty',
    `
    C: {hello}, the sole of my {model} [came off|is splitting] after {days} weeks. [Not what I expect for {amount}.|I am quite disappointed.]
    A: {welcome} I am sorry to hear that. Could you give me the order number and [tell me which shoe it is|say which side it is]?
    C: {order}, the [left|right] one. I only [walk to work in them|wear them at the weekend].
    A: {wait}
    A: They are under a two-year guarantee. Send them with code {code} and our [quality team|workshop] will look at them within {days} working days.
    C: And then[, a refund or a new pair|, do I get a replacement|? Money or shoes|, what are my options]?
    A: [Your choice|Whichever you prefer]: a new pair in {size}, or {amount} back to your card.
    C: A new pair[, please| would be great|]. In {colour}[ if you have it|, size {size}|, like before].
    A: Noted on your case. We will write to {email} [once we know more|as soon as it is decided].
    C: {thanks}`,
  ),
  script(
    'cancel',
    `
    C: {hello}, please cancel order {order}, [I ordered twice by mistake|I picked the wrong size|my plans changed].
    A: {welcome} [No problem.|Let me see if it has shipped.] {wait}
    C: {okay}
    A: It was still [being packed|in the warehouse], so it is cancelled now. {amount} returns to your card within {days} working days.
    C: I also used a [voucher|discount code], is it [lost|gone]?
    A: No, the voucher is back in your account and [valid|good] until {due}.
    C: {thanks}
    A: {farewell}`,
  ),
];
