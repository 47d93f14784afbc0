// html-validate's own recommendation, and every rule of accessibility that it has. What is
// switched off is style, or is judged better elsewhere.
export default {
  root: true,
  extends: ["html-validate:recommended", "html-validate:a11y"],
  rules: {
    // Both spellings are right; Material writes it small.
    "doctype-style": ["error", { style: "lowercase" }],
    // The titles of a thesis are as long as they are, and the name of the site follows them.
    "long-title": "off",
    // A switch of the menu has two labels with the same words; without its own name both are read.
    "no-redundant-aria-label": "off",
    // White space is no markup.
    "no-trailing-whitespace": "off",
    // A frame that scrolls is a region in axe's and in WAI's own examples; it heads no section.
    "prefer-native-element": ["error", { exclude: ["region"] }],
    // «presentation» and «none» are one role.
    "presentation-role-style": "off",
    // Material's ids begin with «__»; HTML allows it.
    "valid-id": ["error", { relaxed: true }],
    // The search answers while one types, the colours change when chosen: nothing is submitted.
    "wcag/h32": "off",
  },
}
