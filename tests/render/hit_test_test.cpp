#include "render/hit_test.h"

#include <gtest/gtest.h>

namespace render {
namespace {

const Ref kFirst = raft::nodeRef(raft::NodeId(1));
const Ref kSecond = raft::cellRef(raft::NodeId(1), 4);

TEST(HitTest, TheTopmostThingWins) {
    Scene scene;
    scene.beginGroup(kFirst, Role::Node);
    scene.rect({0, 0, px(100), px(100)}, 0, rgb(1));
    scene.beginGroup(kSecond, Role::Cell);
    scene.rect({px(40), px(40), px(60), px(60)}, 0, rgb(2));
    scene.endGroup();
    scene.endGroup();
    EXPECT_EQ(hitTest(scene, {px(50), px(50)}), kSecond);
    EXPECT_EQ(hitTest(scene, {px(10), px(10)}), kFirst);
    EXPECT_TRUE(hitTest(scene, {px(200), px(10)}).empty());
}

TEST(HitTest, AGroupWithoutARefBelongsToTheOneAroundIt) {
    Scene scene;
    scene.beginGroup(kFirst, Role::Node);
    scene.beginGroup({}, Role::Plain);
    scene.circle({px(50), px(50)}, px(20), rgb(1));
    scene.endGroup();
    scene.endGroup();
    EXPECT_EQ(hitTest(scene, {px(50), px(50)}), kFirst);
}

TEST(HitTest, AnOutlineHasAHole) {
    Scene scene;
    scene.beginGroup(kFirst, Role::Node);
    scene.circle({px(50), px(50)}, px(20), {}, {rgb(1), px(2)});
    scene.endGroup();
    EXPECT_TRUE(hitTest(scene, {px(50), px(50)}, 0).empty());
    EXPECT_EQ(hitTest(scene, {px(70), px(50)}, 0), kFirst);
}

TEST(HitTest, ThinLinesAreHitFromNearBy) {
    Scene scene;
    scene.beginGroup(kFirst, Role::Link);
    scene.line({0, 0}, {px(100), px(100)}, {rgb(1), px(1)});
    scene.endGroup();
    EXPECT_EQ(hitTest(scene, {px(52), px(50)}, px(4)), kFirst);
    EXPECT_TRUE(hitTest(scene, {px(52), px(50)}, 0).empty());
    EXPECT_TRUE(hitTest(scene, {px(70), px(50)}, px(4)).empty());
}

TEST(HitTest, WhatIsExactlyThereBeatsWhatIsNear) {
    Scene scene;
    scene.beginGroup(kFirst, Role::Node);
    scene.rect({0, 0, px(50), px(50)}, 0, rgb(1));
    scene.endGroup();
    scene.beginGroup(kSecond, Role::Cell);
    scene.rect({px(52), 0, px(90), px(50)}, 0, rgb(1));
    scene.endGroup();
    EXPECT_EQ(hitTest(scene, {px(49), px(10)}, px(6)), kFirst);
}

TEST(HitTest, WhatIsClippedAwayIsNotThere) {
    Scene scene;
    scene.beginGroup(kFirst, Role::Node);
    scene.beginClip({0, 0, px(20), px(20)});
    scene.rect({0, 0, px(50), px(50)}, 0, rgb(1));
    scene.endClip();
    scene.endGroup();
    EXPECT_EQ(hitTest(scene, {px(10), px(10)}, 0), kFirst);
    EXPECT_TRUE(hitTest(scene, {px(30), px(30)}, 0).empty());
}

TEST(BoundsOfRef, CoversAllItsGroups) {
    Scene scene;
    scene.beginGroup(kFirst, Role::Node);
    scene.rect({px(10), px(10), px(20), px(20)}, 0, rgb(1));
    scene.endGroup();
    scene.rect({px(500), px(500), px(520), px(520)}, 0, rgb(1));
    scene.beginGroup(kFirst, Role::Plain);
    scene.beginGroup(kSecond, Role::Cell);
    scene.rect({px(30), px(30), px(40), px(40)}, 0, rgb(1));
    scene.endGroup();
    scene.endGroup();
    EXPECT_EQ(boundsOf(scene, kFirst), (Box{px(10), px(10), px(40), px(40)}));
    EXPECT_EQ(boundsOf(scene, kSecond), (Box{px(30), px(30), px(40), px(40)}));
    EXPECT_FALSE(boundsOf(scene, raft::termRef(3)).has_value());
}

}  // namespace
}  // namespace render
