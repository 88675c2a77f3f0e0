"""Words: Markdown, typography, French, the glossary’s links. No model of its own, and no import of another room."""
