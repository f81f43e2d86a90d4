/** Switches between the system's theme, light and dark. The key is read by theme-early.js too, which wants plain text. */
const THEMES = ["system", "light", "dark"];

export function setUpTheme(button) {
	const root = document.documentElement;

	function show() {
		const theme = root.dataset.theme ?? "system";
		button.title = `Theme: ${theme}`;
		button.setAttribute("aria-label", `Theme: ${theme}. Change`);
	}

	button.addEventListener("click", () => {
		const next = THEMES[(THEMES.indexOf(root.dataset.theme ?? "system") + 1) % THEMES.length];
		if (next === "system") {
			delete root.dataset.theme;
		} else {
			root.dataset.theme = next;
		}
		try {
			localStorage.setItem("chat.theme", next);
		} catch {
			// The theme is changed for this page only.
		}
		show();
	});
	show();
}
