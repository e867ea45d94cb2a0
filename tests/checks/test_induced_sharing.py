"""Which sentences reward sharing, and which only look like it."""

from __future__ import annotations

import pytest

from planner.checks.law import induced_sharing

REWARDED = """
转发到朋友圈领一份早餐券
转发本条送吐司一个
转发群海报，免费领试吃装
把海报转发到三个群，奖励五元红包
转发朋友圈截图换小餐包
分享到朋友圈，返现两元
分享链接给好友，双方各得 5 元优惠
分享群码，送豆浆一杯
分享海报领优惠券
集赞 20 个送奶茶
朋友圈集赞满 38 个，领蛋挞一盒
点赞数最多的三位得奖
帮砍一刀，吐司半价送
砍价到 0 元，免费拿
邀请三位好友进群，送餐包两只
邀请好友入群即得红包
邀请 5 位邻居，领试吃装
拉 3 个人进群，送早餐券
拉好友进群领红包
拉人进群，奖励一杯豆浆
晒朋友圈领小礼品
晒到朋友圈，截图换积分
发朋友圈并截图，领优惠券
发到朋友圈的邻居送面包一只
奖励转发最多的三位
送礼：转发本群海报的前十位
免费领吐司，只要转发到朋友圈
想免单？转发给三位好友
领红包的办法：分享到两个群
集卡五张换烤箱
Forward this to three groups and get a free bun
Share this post to win a loaf of bread
Share the poster with your street and get a coupon
Repost and win a baking course
Tag a friend to win two tickets
Tag three friends and get 10% off with a voucher
Invite five friends and earn points
Invite your neighbours for a free coffee
Like and share for a chance to win a prize
Collect likes, get a free cake
A free loaf for everyone who shares this with two groups
Reward: a coupon for reposting our poster
""".strip().splitlines()

HARMLESS = """
转发请随意，不转也一样有
不以转发换好处
不转发也能领早餐券
不要求转发，到店就送试吃
不用集赞，直接领
不集赞、不砍价，到店的都送一只
禁止用转发换红包
没有砍价，没有红包
不搞转发有奖
拒绝拉人头送礼
分享你家早饭的三样搭配
分享一个十分钟的办法，答得最细的置顶
请老邻居分享经验
晚上八点分享会，陈姐讲发面
分享完请把照片留下
今天谁分享？轮到小周
到店试吃的邻居，领一份早餐券
第一次到店消费之后，领豆浆一杯
答出问题的三位，送吐司一只
周五抽奖，答过问题的都算
打卡满七天，送餐包一只
免费试吃每店四十份，先到先得
把问题转给陈姐，明早十点逐个回
把接龙转给店里，晚上排单
邀请陈姐来讲一次
邀请大家周三来试吃
请转告楼下的老人：周三停炉
换一种面粉，味道差在哪里
得空来店里坐坐
送货时间改到七点
领取围裙的地方在一店
奖状贴在收银台旁边
积分规则改了，看群公告
红包封面做好了，想要的回 1
优惠到周日为止，到店报名字
谁家孩子领过奖？说说看
转发：明天停水通知
转发一条街道的停电通知，九点到十二点
朋友圈里看到的那款吐司，店里有了
点赞的都是真爱，明天见
We do not reward sharing
No prizes for forwarding this
Never invite five friends for a reward here
Do not share this to win anything
Share your breakfast in one photo
Share a trick that saves you ten minutes
The first forty visitors get a free bun
Everyone who answers gets a loaf
Come and win: answer three questions in the shop
Invite Marta to speak about sourdough
Tag your photo with the day
We forward your question to the baker
Points are for answers only
Free tasting on Wednesday, no sharing needed
Bring a friend if you like; everyone pays the same
A voucher for each first visit
""".strip().splitlines()


@pytest.mark.parametrize("sentence", REWARDED)
def test_rewarded_sharing_is_found(sentence: str) -> None:
    assert induced_sharing(sentence) is not None


@pytest.mark.parametrize("sentence", HARMLESS)
def test_harmless_sentences_are_left_alone(sentence: str) -> None:
    assert induced_sharing(sentence) is None


def test_the_corpus_is_large() -> None:
    assert len(REWARDED) > 40
    assert len(HARMLESS) > 50
