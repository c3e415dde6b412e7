"""Short ways for tests to look at templates."""

from planner.exchange.template_format import Template, TemplateActivity


def activities(template: Template) -> list[TemplateActivity]:
    return [activity for step in template.steps for activity in step.activities]
