"""The pages of the law."""

from django.urls import path

from tovholder.law.views import approvals, definitions, numbers, touched, trying

urlpatterns = [
    path("", definitions.list_definitions, name="law_expectation_list"),
    path("approval/", approvals.show_approvals, name="law_approval_list"),
    path("approval/new/", approvals.create_approval, name="law_approval_create"),
    path("touched/", touched.list_touched, name="law_touch_list"),
    path("touched/export/", touched.export_touched, name="law_touch_export"),
    path("numbers/<slug:parameter>/", numbers.show_number, name="law_number_show"),
    path("<slug:expectation>/", definitions.show_definition, name="law_expectation_show"),
    path("<slug:expectation>/try/", trying.try_definition, name="law_expectation_try"),
]
