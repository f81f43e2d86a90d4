import { element } from "./dom.js";

const COLUMNS = 8;

const EMOJI = [
	["😀", "grinning"], ["😄", "laughing"], ["😅", "relieved laugh"], ["😂", "tears of joy"],
	["🙂", "smile"], ["😉", "wink"], ["😍", "heart eyes"], ["😎", "cool"],
	["🤔", "thinking"], ["😐", "neutral"], ["🙄", "rolling eyes"], ["😴", "asleep"],
	["😢", "crying"], ["😭", "sobbing"], ["😱", "shocked"], ["😡", "angry"],
	["👍", "thumbs up"], ["👎", "thumbs down"], ["👏", "clapping"], ["🙏", "thank you"],
	["👋", "waving"], ["💪", "strong"], ["🤝", "handshake"], ["🤷", "shrug"],
	["❤️", "heart"], ["🔥", "fire"], ["✨", "sparkles"], ["🎉", "party"],
	["🚀", "rocket"], ["💡", "idea"], ["✅", "done"], ["❌", "cross"],
	["☕", "coffee"], ["🍕", "pizza"], ["🍰", "cake"], ["🍻", "cheers"],
	["🌞", "sun"], ["🌧️", "rain"], ["🐛", "bug"], ["🐱", "cat"],
];

/** A small grid of emoji: arrow keys move in it, Escape closes it, a choice goes to `onChoose`. */
export function setUpEmoji({ picker, toggle }, onChoose) {
	const buttons = EMOJI.map(([emoji, name], index) =>
		element("button", { type: "button", title: name, "aria-label": name, tabindex: index === 0 ? 0 : -1, onclick: () => onChoose(emoji) }, emoji));
	picker.append(...buttons);

	function show(shown) {
		picker.hidden = !shown;
		toggle.setAttribute("aria-expanded", String(shown));
		if (shown) {
			buttons.find((button) => button.tabIndex === 0).focus();
		}
	}

	function focus(index) {
		const next = buttons[Math.max(0, Math.min(buttons.length - 1, index))];
		buttons.forEach((button) => {
			button.tabIndex = button === next ? 0 : -1;
		});
		next.focus();
	}

	toggle.addEventListener("click", () => show(picker.hidden));
	picker.addEventListener("keydown", (event) => {
		const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS };
		if (event.key in steps) {
			event.preventDefault();
			focus(buttons.indexOf(document.activeElement) + steps[event.key]);
		} else if (event.key === "Escape") {
			event.stopPropagation();
			show(false);
			toggle.focus();
		}
	});
	document.addEventListener("pointerdown", (event) => {
		if (!picker.contains(event.target) && !toggle.contains(event.target)) {
			show(false);
		}
	});
	return { close: () => show(false) };
}
