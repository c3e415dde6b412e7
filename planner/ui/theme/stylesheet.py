"""The style sheet of the whole program, made from the tokens; kept small, because every widget pays for it."""

from planner.ui.theme.contrast import mix
from planner.ui.theme.tokens import TYPE_SCALE, Radius, Tokens


def _labels(tokens: Tokens) -> str:
    """Rules for labels by role: a type style, and a colour where the role names one."""
    colours = {"meta": tokens.muted, "small": tokens.faint, "meta_figure": tokens.muted}
    rules = [
        f'QLabel[role="{role}"] {{ font-size: {style.pixels}px; font-weight: {style.weight};'
        f" color: {colours.get(role, tokens.text)}; }}"
        for role, style in TYPE_SCALE.items()
    ]
    rules += [
        f'QLabel[tone="{tone}"] {{ color: {getattr(tokens, tone)}; }}'
        for tone in ("text", "muted", "faint", "accent", "danger", "good")
    ]
    return "\n".join(rules)


def style_sheet(tokens: Tokens) -> str:
    """The style sheet for one theme."""
    t = tokens
    control, card = Radius.CONTROL, Radius.CARD
    pressed = t.line
    filled_hover = mix(t.accent, t.text, 0.85)
    return f"""
QToolTip {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line_strong}; padding: 4px 6px; }}
QMenuBar {{ background: {t.side}; color: {t.muted}; font-size: 12px; border-bottom: 1px solid {t.line};
  padding: 0 6px; }}
QMenuBar::item {{ background: transparent; padding: 4px 8px; border-radius: {control}px; }}
QMenuBar::item:selected {{ background: {t.accent_soft}; color: {t.text}; }}
QMenu {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line_strong}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: {control}px; }}
QMenu::item:selected {{ background: {t.accent_soft}; }}
QMenu::item:disabled {{ color: {t.faint}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
QMenu::icon {{ padding-left: 8px; }}

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox {{
  background: {t.surface}; color: {t.text}; border: 1px solid {t.line_strong}; border-radius: {control}px;
  padding: 5px 8px; selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QLineEdit:hover, QPlainTextEdit:hover, QAbstractSpinBox:hover {{ border-color: {t.faint}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus {{
  border: 2px solid {t.accent}; padding: 4px 7px; }}
QLineEdit[search="true"] {{ padding-left: 0; }}
QLineEdit[quiet="true"], QPlainTextEdit[quiet="true"], QTextEdit[quiet="true"] {{
  background: transparent; border-color: transparent; }}
QLineEdit[quiet="true"]:hover, QPlainTextEdit[quiet="true"]:hover, QTextEdit[quiet="true"]:hover {{
  border-color: {t.line_strong}; }}
QLineEdit[quiet="true"]:focus, QPlainTextEdit[quiet="true"]:focus, QTextEdit[quiet="true"]:focus {{
  background: {t.surface}; border: 2px solid {t.accent}; }}
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"] {{ border-color: {t.danger}; }}
QPlainTextEdit[role="heading"] {{ font-size: 16px; font-weight: 600; }}
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus {{ background: transparent; border: none; padding: 0; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ color: {t.faint}; background: {t.bg}; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: none; }}

QPushButton {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.line_strong};
  border-radius: {control}px; padding: 0 11px; min-height: 30px; }}
QPushButton:hover {{ background: {t.hover}; }}
QPushButton:pressed {{ background: {pressed}; }}
QPushButton:focus {{ border: 2px solid {t.accent}; padding: 0 10px; min-height: 28px; }}
QPushButton:disabled {{ color: {t.faint}; }}
QPushButton[variant="filled"], QPushButton:default {{ background: {t.accent}; color: {t.on_accent};
  border-color: {t.accent}; font-weight: 600; }}
QPushButton[variant="filled"]:hover, QPushButton:default:hover {{ background: {filled_hover}; }}
QPushButton[variant="filled"]:focus {{ border: 2px solid {t.text}; }}
QPushButton[variant="filled"]:disabled {{ background: {t.line}; color: {t.faint}; border-color: {t.line}; }}
QPushButton[variant="quiet"], QPushButton[variant="icon"] {{ background: transparent; border-color: transparent;
  color: {t.muted}; }}
QPushButton[align="left"] {{ text-align: left; }}
QPushButton[variant="icon"], QPushButton[variant="boxed"] {{ padding: 0; min-width: 30px; max-width: 30px; }}
QPushButton[variant="icon"]:focus, QPushButton[variant="boxed"]:focus {{ padding: 0; min-width: 28px;
  max-width: 28px; }}
QPushButton[variant="quiet"]:hover, QPushButton[variant="icon"]:hover {{ background: {t.hover}; color: {t.text}; }}
QPushButton[variant="quiet"]:focus, QPushButton[variant="icon"]:focus {{ border: 2px solid {t.accent}; }}
QPushButton[variant="chip"], QPushButton[variant="chip"]:focus, QPushButton[variant="value"],
QPushButton[variant="value"]:focus {{ border: none; padding: 0; min-height: 22px; }}
QPushButton[variant="danger"] {{ color: {t.danger}; }}
QPushButton[variant="danger"]:disabled {{ color: {t.faint}; }}
QPushButton[variant="link"] {{ background: transparent; border: none; color: {t.accent}; padding: 0 4px 0 0;
  min-height: 20px; text-align: left; }}
QPushButton[variant="link"]:hover {{ text-decoration: underline; }}
QPushButton[variant="link"]:focus {{ border: 2px solid {t.accent}; padding: 0; min-height: 16px; }}
QPushButton[variant="status"], QPushButton[variant="status"]:focus {{ background: transparent; border: none;
  color: {t.danger}; font-size: 12px; font-weight: 600; padding: 0 4px; min-height: 20px; }}
QPushButton[variant="status"]:focus {{ border: 2px solid {t.accent}; padding: 0 2px; min-height: 16px; }}
QPushButton[variant="status"]:hover {{ text-decoration: underline; }}
QPushButton:checked {{ background: {t.accent_soft}; color: {t.accent}; border-color: {t.accent}; }}

QAbstractItemView {{ background: transparent; color: {t.text}; border: none; outline: 0;
  selection-background-color: {t.accent_soft}; selection-color: {t.text}; alternate-background-color: {t.bg}; }}
QTableView {{ gridline-color: {t.line}; }}
QHeaderView {{ background: transparent; }}
QHeaderView::section {{ background: {t.bg}; color: {t.muted}; border: none; border-bottom: 1px solid {t.line};
  padding: 6px 8px; font-weight: 600; }}
QTableCornerButton::section {{ background: transparent; border: none; }}
QScrollArea, QScrollArea > QWidget > QWidget[role="canvas"] {{ background: transparent; border: none; }}
QScrollArea:focus {{ border: 2px solid {t.accent}; border-radius: {control}px; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {t.line_strong}; border-radius: 3px; margin: 2px; min-height: 28px;
  min-width: 28px; }}
QScrollBar::handle:hover {{ background: {t.faint}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: {t.line}; }}
QDialog {{ background: {t.bg}; }}
QDialogButtonBox {{ button-layout: 3; dialogbuttonbox-buttons-have-icons: 0; }}
QFrame[role="card"] {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: {card}px; }}
QFrame[role="notice"] {{ background: {t.danger_soft}; border: none; border-radius: {card}px; }}
QFrame[role="line"] {{ background: {t.line}; border: none; }}
{_labels(tokens)}
"""
