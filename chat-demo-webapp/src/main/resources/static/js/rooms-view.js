import { element } from "./dom.js";
import { roomNameOf } from "./rooms.js";

/** Shows the rooms, lets one be chosen or made, and on a phone slides the list in and out. */
export function setUpRoomsView(rooms, { list, form, input, error, sidebar, opener, scrim, heading, dot, main }) {
	const narrow = matchMedia("(max-width: 719px)");

	function show() {
		list.replaceChildren(...rooms.names().map(item));
		const unread = rooms.names().reduce((sum, name) => sum + rooms.unreadIn(name), 0);
		const elsewhere = rooms.names().some((name) => name !== rooms.current && rooms.unreadIn(name) > 0);
		dot.hidden = !elsewhere;
		heading.textContent = rooms.current;
		document.title = `${unread > 0 ? `(${unread}) ` : ""}${rooms.current} · Chat Relay`;
	}

	function item(name) {
		const open = name === rooms.current;
		const unread = rooms.unreadIn(name);
		const link = element("a", { href: rooms.addressOf(name), "aria-current": open ? "page" : null, onclick: choose });
		link.append(element("span", { class: "hash", "aria-hidden": "true" }, "#"), element("span", { class: "room-label" }, name));
		if (unread > 0 && !open) {
			const count = element("span", { class: "unread" }, unread > 99 ? "99+" : String(unread));
			count.append(element("span", { class: "visually-hidden" }, " unread"));
			link.append(count);
		}
		link.dataset.room = name;
		return element("li", {}, link);
	}

	function choose(event) {
		if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) {
			return;
		}
		event.preventDefault();
		slide(false);
		rooms.open(event.currentTarget.dataset.room);
	}

	function slide(out) {
		const shown = narrow.matches && out;
		const focusInside = sidebar.contains(document.activeElement);
		sidebar.classList.toggle("shown", shown);
		sidebar.inert = narrow.matches && !shown;
		main.inert = shown;
		scrim.hidden = !shown;
		opener.setAttribute("aria-expanded", String(shown));
		if (shown) {
			(list.querySelector("[aria-current]") ?? input).focus();
		} else if (narrow.matches && focusInside) {
			opener.focus();
		}
	}

	form.addEventListener("submit", (event) => {
		event.preventDefault();
		const name = roomNameOf(input.value);
		error.textContent = name === "" ? "A room's name has letters or digits." : "";
		if (name !== "") {
			input.value = "";
			slide(false);
			rooms.open(name);
		}
	});
	opener.addEventListener("click", () => slide(true));
	scrim.addEventListener("click", () => slide(false));
	sidebar.addEventListener("keydown", (event) => {
		if (event.key === "Escape") {
			slide(false);
		}
	});
	narrow.addEventListener("change", () => slide(false));
	document.addEventListener("keydown", (event) => {
		if (event.altKey && !event.ctrlKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
			event.preventDefault();
			rooms.openNeighbour(event.key === "ArrowUp" ? -1 : 1);
		}
	});
	rooms.addEventListener("change", show);
	slide(false);
}
