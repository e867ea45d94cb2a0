"""What a successor needs: written accounts and places keep their words; logins are never made up."""

from __future__ import annotations

from planner.completion.handover import complete_handover
from planner.completion.values.members import CompleteHandover
from tests.planning import data, plan_of, worked_out

TEAM = "people: [{name: 陈姐, roles: [owner, planner]}, {name: 小周, roles: [admin, editor], deputy: 陈姐}]"


def completed(*changes: str) -> CompleteHandover:
    plan = worked_out("bakery", TEAM, *changes).plan
    written = plan_of(data("bakery", TEAM, *changes))
    return complete_handover(written, plan.people, plan.roles)


def test_written_accounts_name_people_and_roles_by_their_ids() -> None:
    written = """handover:
      accounts: [{name: 店里邮箱, holder: 小周, second: owner, kept: 保险柜信封}]
      places: [{what: 成员同意的照片, where: 共享盘“照片”, owner: admin}]
      notes: [四月换收银密码]
    """
    plan = worked_out("bakery", TEAM).plan
    ids = {person.name: person.id for person in plan.people}
    made = completed(written)
    (account,) = made.accounts
    assert (account.holder, account.second, account.kept) == (ids["小周"], ids["陈姐"], "保险柜信封")
    assert [place.owner for place in made.places] == [ids["小周"]]
    assert made.notes == ("四月换收银密码",)


def test_it_stands_in_the_complete_plan() -> None:
    written = "handover: {accounts: [{name: 店里邮箱, holder: 小周}]}"
    assert worked_out("bakery", TEAM, written).plan.handover == completed(written)


def test_what_only_the_operator_knows_is_never_made_up() -> None:
    assert completed() == CompleteHandover()
    (account,) = completed("handover: {accounts: [{name: 店里邮箱}]}").accounts
    assert (account.holder, account.second, account.kept) == ("", "", "")
