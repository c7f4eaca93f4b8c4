"""Reports on tasks of the sample office: one each month, one each week, and a month frozen."""

from datetime import timedelta

from ecabinet.core.clock import office_day
from ecabinet.demo.teller import Teller
from followup.reporting.commands import CreateReport, create_report
from followup.reporting.freezing import FreezeReport, freeze_report
from followup.reporting.official import DraftReport, draft_report

RECIPIENTS = ["Thường trực Tỉnh ủy (báo cáo)", "Các cơ quan, đơn vị có tên trong báo cáo"]


def report(teller: Teller) -> None:
    """The tracking officer lays two reports down, freezes last month and drafts its document."""
    unit = teller.unit("VPTU")
    monthly = CreateReport.model_validate(
        {
            "unit_id": unit,
            "name": "Kết quả thực hiện nhiệm vụ được giao",
            "spec": {"period": "month", "by": "unit", "recipients": RECIPIENTS},
            "scheduled": True,
        }
    )
    weekly = CreateReport.model_validate(
        {
            "unit_id": unit,
            "name": "Nhiệm vụ quá hạn, cần đôn đốc",
            "spec": {
                "period": "week", "by": "leader", "wanted": {"label": "overdue"},
                "columns": ["unit", "due", "delay", "result"], "across": False,
            },
        }
    )  # fmt: skip
    month = teller.do("thuky", create_report, monthly).id
    teller.do("thuky", create_report, weekly)
    before = office_day(teller.now).replace(day=1) - timedelta(days=1)
    remarks = (
        "Các cơ quan, đơn vị đã chủ động triển khai; chất lượng báo cáo tiến độ được nâng lên.\n"
        "Đề nghị các đơn vị có nhiệm vụ quá hạn báo cáo rõ nguyên nhân và thời gian hoàn thành."
    )
    wish = FreezeReport(report_id=month, on=before, remarks=remarks)
    run = teller.do("thuky", freeze_report, wish)
    teller.platform.jobs.drain(teller.store)
    teller.do("thuky", draft_report, DraftReport(run_id=run.id))
